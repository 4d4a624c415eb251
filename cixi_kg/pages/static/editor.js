// Puts YASGUI in the place of the plain form. It asks nobody but this server.
(function () {
  "use strict";
  const config = JSON.parse(document.getElementById("config").textContent);
  const plain = document.getElementById("plain");
  const text = plain.querySelector("textarea").value;
  const { Yasgui } = window;
  if (!Yasgui) return;
  const Yasqe = Yasgui.Yasqe;
  const prefixes = config.prefixes;

  // Suggestions come from the ontology of this graph, not from services elsewhere.
  Yasqe.defaults.prefixCcApi = "";
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-here",
    persistenceId: null,
    get: () => Promise.resolve(Object.keys(prefixes).sort().map((name) => name + ": <" + prefixes[name] + ">")),
  });
  for (const [kind, terms] of [["class", config.terms.classes], ["property", config.terms.properties]]) {
    Yasqe.forkAutocompleter(kind, { name: kind + "-here", persistenceId: null, bulk: true, get: () => Promise.resolve(terms) });
  }
  Yasqe.defaults.autocompleters = ["prefixes-here", "class-here", "property-here", "variables"];

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    yasqe: { value: text, persistenceId: null, autocompleters: Yasqe.defaults.autocompleters },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: null,
  });
  plain.hidden = true;
  document.getElementById("listed").hidden = true;
  yasgui.getTab().setQuery(text);

  const examples = document.querySelector(".examples");
  const choice = document.getElementById("example");
  for (const example of config.examples) choice.add(new Option(example.title, example.name));
  choice.addEventListener("change", () => {
    const chosen = config.examples.find((each) => each.name === choice.value);
    if (chosen) yasgui.getTab().setQuery(chosen.text);
  });
  examples.hidden = false;

  // Things have their pages here, whatever their IRIs resolve to.
  document.getElementById("yasgui").addEventListener("click", (event) => {
    const link = event.target.closest("a.iri");
    if (link && link.href.startsWith(config.base)) {
      event.preventDefault();
      window.open("/" + link.href.slice(config.base.length), link.target || "_self", "noopener");
    }
  }, true);
})();
