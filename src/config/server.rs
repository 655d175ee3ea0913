//! The web servers that `headers` in site.yaml asks for: each gets a file with the headers of the site.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::syntax::reader::Reader;

/// A kind of web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    Apache,
    Iis,
    /// Netlify and those that read the same file, as Cloudflare Pages does.
    Netlify,
    Nginx,
}

impl Server {
    /// Every kind with its word.
    pub const ALL: [(&'static str, Self); 4] =
        [("apache", Self::Apache), ("iis", Self::Iis), ("netlify", Self::Netlify), ("nginx", Self::Nginx)];

    /// The file at the top of the site that it reads.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Apache => ".htaccess",
            Self::Iis => "web.config",
            Self::Netlify => "_headers",
            Self::Nginx => "headers.nginx.conf",
        }
    }
}

/// `headers`: a list of servers; a word that names none is reported.
pub fn read(reader: &mut Reader<'_>) -> Vec<Server> {
    let mut servers = Vec::new();
    for word in reader.take("headers").texts(true) {
        match Server::ALL.iter().find(|(name, _)| *name == word.value) {
            Some((_, server)) if servers.contains(server) => {}
            Some((_, server)) => servers.push(*server),
            None => {
                let names = Server::ALL.map(|(name, _)| name);
                let help = match nearest(&word.value, names) {
                    Some(near) => catalog::yaml::did_you_mean(near),
                    None => catalog::yaml::one_of(names.join(", ")),
                };
                let message = catalog::yaml::not_in_list("headers", &word.value);
                reader.report(Diagnostic::new(Code::WrongType, word.span, message).help(help));
            }
        }
    }
    servers.sort();
    servers
}
