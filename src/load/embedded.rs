//! The themes inside the binary: every file of themes/portal and themes/print, named one by one.

/// The theme of a site that names none; it stands behind every other theme.
pub const NAME: &str = "portal";

/// A theme that is compiled in.
pub struct EmbeddedTheme {
    pub name: &'static str,
    /// The text of theme.yaml.
    pub look: &'static str,
    /// Templates, by name.
    pub templates: &'static [(&'static str, &'static str)],
    /// Static files, by name below static/.
    pub statics: &'static [(&'static str, &'static [u8])],
    /// Words of the interface, by language.
    pub words: &'static [(&'static str, &'static str)],
}

/// Every theme that is compiled in.
pub const THEMES: &[EmbeddedTheme] = &[PORTAL, PRINT];

macro_rules! text {
    ($path:literal) => {
        include_str!(concat!("../../themes/", $path))
    };
}

const PORTAL: EmbeddedTheme = EmbeddedTheme {
    name: NAME,
    look: text!("portal/theme.yaml"),
    templates: &[
        ("404.html", text!("portal/templates/404.html")),
        ("archive.html", text!("portal/templates/archive.html")),
        ("base.html", text!("portal/templates/base.html")),
        ("dataset.html", text!("portal/templates/dataset.html")),
        ("figures.html", text!("portal/templates/figures.html")),
        ("home.html", text!("portal/templates/home.html")),
        ("page.html", text!("portal/templates/page.html")),
        ("search.html", text!("portal/templates/search.html")),
        ("section.html", text!("portal/templates/section.html")),
        ("shortcodes/callout.html", text!("portal/templates/shortcodes/callout.html")),
        ("shortcodes/details.html", text!("portal/templates/shortcodes/details.html")),
        ("shortcodes/gallery.html", text!("portal/templates/shortcodes/gallery.html")),
        ("shortcodes/quote.html", text!("portal/templates/shortcodes/quote.html")),
        ("shortcodes/video.html", text!("portal/templates/shortcodes/video.html")),
        ("tag.html", text!("portal/templates/tag.html")),
    ],
    statics: &[
        ("claims.js", text!("portal/static/claims.js").as_bytes()),
        ("icon.svg", text!("portal/static/icon.svg").as_bytes()),
        ("more.css", text!("portal/static/more.css").as_bytes()),
        ("search.js", text!("portal/static/search.js").as_bytes()),
        ("site.css", text!("portal/static/site.css").as_bytes()),
    ],
    words: &[("en", text!("portal/i18n/en.yaml")), ("vi", text!("portal/i18n/vi.yaml"))],
};

const PRINT: EmbeddedTheme = EmbeddedTheme {
    name: "print",
    look: text!("print/theme.yaml"),
    templates: &[
        ("appendix.html", text!("print/templates/appendix.html")),
        ("chapter.html", text!("print/templates/chapter.html")),
        ("document.html", text!("print/templates/document.html")),
    ],
    statics: &[("document.css", text!("print/static/document.css").as_bytes())],
    words: &[("en", text!("print/i18n/en.yaml")), ("vi", text!("print/i18n/vi.yaml"))],
};

/// The theme of this name, where one is compiled in.
#[must_use]
pub fn find(name: &str) -> Option<&'static EmbeddedTheme> {
    THEMES.iter().find(|theme| theme.name == name)
}

impl EmbeddedTheme {
    /// Every file of the theme by its path in the theme's folder.
    #[must_use]
    pub fn files(&self) -> Vec<(String, &'static [u8])> {
        let mut files = vec![("theme.yaml".to_owned(), self.look.as_bytes())];
        files.extend(self.templates.iter().map(|(name, text)| (format!("templates/{name}"), text.as_bytes())));
        files.extend(self.statics.iter().map(|(name, bytes)| (format!("static/{name}"), *bytes)));
        files.extend(self.words.iter().map(|(lang, text)| (format!("i18n/{lang}.yaml"), text.as_bytes())));
        files
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn files(folder: &Path, below: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the theme's folder is there") {
            let path = entry.expect("readable").path();
            let name = format!("{below}{}", path.file_name().expect("an entry has a name").to_string_lossy());
            if path.is_dir() { files(&path, &format!("{name}/"), found) } else { found.push(name) }
        }
    }

    #[test]
    fn the_lists_are_the_folders() {
        for theme in THEMES {
            let mut on_disk = Vec::new();
            files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(theme.name), "", &mut on_disk);
            let mut listed: Vec<String> = theme.files().into_iter().map(|(path, _)| path).collect();
            on_disk.sort();
            listed.sort();
            assert_eq!(listed, on_disk, "{}", theme.name);
        }
    }

    #[test]
    fn every_language_has_the_same_words() {
        let keys = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
        };
        assert!(keys(PORTAL.words[0].1).len() > 40);
        for theme in THEMES {
            for (lang, text) in theme.words {
                assert_eq!(keys(text), keys(theme.words[0].1), "{} {lang}", theme.name);
            }
        }
    }
}
