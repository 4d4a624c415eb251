# Phase 2: push down attachment levels, from data sets, slices and groups to observations.
# The RDF Data Cube Vocabulary, section 10.1, normalization algorithm: https://www.w3.org/TR/vocab-data-cube/#normalize-algorithm
PREFIX qb: <http://purl.org/linked-data/cube#>
INSERT { ?obs ?property ?value } WHERE {
  ?part qb:componentProperty ?property ; qb:componentAttachment qb:DataSet .
  ?dataSet qb:structure/qb:component ?part ; ?property ?value . ?obs qb:dataSet ?dataSet
} ;
INSERT { ?obs ?property ?value } WHERE {
  ?part qb:componentProperty ?property ; qb:componentAttachment qb:Slice .
  ?dataSet qb:structure/qb:component ?part ; qb:slice ?slice . ?slice ?property ?value ; qb:observation ?obs
} ;
INSERT { ?obs ?property ?value } WHERE {
  ?dataSet qb:structure/qb:component/qb:dimension ?property ; qb:slice ?slice .
  ?slice ?property ?value ; qb:observation ?obs
}
