"""Is this line of the article? cleaning asks furniture and notices (what a line says),
layout (where prose stands) and tail (where it ends). Its heading: titles; who publishes
it: outlets. The text without what nobody sees: reading."""
