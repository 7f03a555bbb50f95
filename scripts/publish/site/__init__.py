"""The site in `dist/site/`: static pages that stand under a strict policy, from a folder and without scripts.

`view` reads the tables as pages want them, `pages/` has a module a kind of page, `pictures/` the geometry of what is drawn,
`templates/` the words and shapes, `assets/` the stylesheet and the one script.
"""
