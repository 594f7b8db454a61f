"""Two sentences by their words and their meaning. similarity takes them apart and
counts what both say; meaning lays words beside each other, in whatever language;
clauses cuts; languages has the little that is known of English and German."""
