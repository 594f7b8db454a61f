"""How a Source comes in: entrance is the one way, for text, bytes and files.

From a form: forms; from an address: fetching; from the feeds of outlets: subscriptions;
the article of a page: pages. keeping stores it, as the newer version of what
superseding finds; refusals are why not. Whether the page is still there is asked later:
link_checks."""
