//! Pages as HTML: Markdown, templates, figures, downloads. A page is a function of the checked site.
