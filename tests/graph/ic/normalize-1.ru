# Phase 1: type and property closure.
# The RDF Data Cube Vocabulary, section 10.1, normalization algorithm: https://www.w3.org/TR/vocab-data-cube/#normalize-algorithm
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
INSERT { ?o a qb:Observation } WHERE { [] qb:observation ?o } ;
INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet [] } ;
INSERT { ?s a qb:Slice } WHERE { [] qb:slice ?s } ;
INSERT { ?part qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?part qb:dimension ?p } ;
INSERT { ?part qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?part qb:measure ?p } ;
INSERT { ?part qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?part qb:attribute ?p }
