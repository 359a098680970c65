"""reStructuredText, TeX and BibTeX as records."""

from __future__ import annotations

from holdtrue.checks.readers import read


def records(name, text):
    return [(r.kind, r.path, [(c.field, c.text) for c in r.cells]) for r in read(name, text).records]


RST = """=====
Tides
=====

.. to be
   checked

:Author: A. Holm
:Version: 3.2

1. Marks
--------

The level was
this::

    x = 1

.. list-table:: Levels
   :header-rows: 1

   * - Place
     - Level
   * - Hamn
     - 4
       more

=====  =====
A      B
=====  =====
1      two
       more
=====  =====

+-----+-----+
| H1  | H2  |
+=====+=====+
| a   | b   |
+-----+-----+

.. [1] A note
"""


def test_restructured_text():
    assert records("x.rst", RST) == [
        ("heading", "", [("", "Tides")]),
        ("comment", "Tides", [("", "to be checked")]),
        ("entry", "Tides", [("Author", "A. Holm"), ("Version", "3.2")]),
        ("heading", "Tides", [("marker", "1."), ("", "Marks")]),
        ("paragraph", "Tides/Marks", [("", "The level was this::")]),
        ("code", "Tides/Marks", [("", "x = 1")]),
        ("directive", "Tides/Marks", [("name", "list-table"), ("arguments", "Levels"), ("header-rows", "1")]),
        ("row", "Tides/Marks", [("Place", "Hamn"), ("Level", "4 more")]),
        ("row", "Tides/Marks", [("A", "1"), ("B", "two more")]),
        ("row", "Tides/Marks", [("H1", "a"), ("H2", "b")]),
        ("footnote", "Tides/Marks", [("label", "1"), ("", "A note")]),
    ]


TEX = r"""\section{Tides}\label{sec:tides}
The level was
3.2\,m. % check
See below.

\begin{itemize}
\item one
  goes on
\item[(b)] two
\end{itemize}
\begin{tabular}{lr}
\toprule
Place & Level \\
\midrule
Hamn & 3.2 \\ Udd & \\
\end{tabular}
\begin{verbatim}
x = 1
\end{verbatim}
"""


def test_tex():
    assert records("x.tex", TEX) == [
        ("heading", "", [("", "Tides")]),
        ("label", "Tides", [("", "sec:tides")]),
        ("paragraph", "Tides", [("", r"The level was 3.2\,m. See below.")]),
        ("comment", "Tides", [("", "check")]),
        ("environment", "Tides", [("name", "itemize")]),
        ("item", "Tides/itemize", [("", "one goes on")]),
        ("item", "Tides/itemize", [("marker", "(b)"), ("", "two")]),
        ("environment", "Tides", [("name", "tabular"), ("arguments", "{lr}")]),
        ("rule", "Tides/tabular", [("", r"\toprule")]),
        ("rule", "Tides/tabular", [("", r"\midrule")]),
        ("row", "Tides/tabular", [("Place", "Hamn"), ("Level", "3.2")]),
        ("row", "Tides/tabular", [("Place", "Udd")]),
        ("environment", "Tides", [("name", "verbatim")]),
        ("code", "Tides/verbatim", [("", "x = 1")]),
    ]


BIB = """% my refs
@string{acm = "ACM Press"}
@article{holm2020,
  author = {Holm, A. and {Aho} P.},
  Title  = "On {T}ides
     and more",
  year = 2020, publisher = acm # " Inc"
}
@misc{broken, title = {never
@misc{ok, title={B}}
"""


def test_bibtex():
    document = read("x.bib", BIB)
    assert [(kind, cells) for kind, _, cells in records("x.bib", BIB)] == [
        ("comment", [("", "my refs")]),
        ("string", [("acm", "ACM Press")]),
        (
            "entry",
            [
                ("@type", "article"),
                ("@key", "holm2020"),
                ("author", "Holm, A. and {Aho} P."),
                ("title", "On {T}ides and more"),
                ("year", "2020"),
                ("publisher", 'acm # " Inc"'),
            ],
        ),
        ("entry", [("@type", "misc"), ("@key", "broken"), ("title", "{never")]),
        ("entry", [("@type", "misc"), ("@key", "ok"), ("title", "B")]),
    ]
    assert document.trouble is not None
    assert document.trouble.line == 9
