//! A style sheet without what only its writers read: comments and spare white space. The only home of `cssparser`.

use cssparser::{ParseError, Parser, Token};

/// The style sheet in fewer bytes, the same to a browser. A text with a broken string or address, with one that is open at
/// its end, or with blocks deeper than the parser follows, is given back as it is, as is one that says its encoding.
/// Comments with `!` (`/*! … */`) stay: licences stand in them.
#[must_use]
pub fn shorter(css: &str) -> String {
    if css.contains("@charset") {
        return css.to_owned();
    }
    let mut writer = Writer { out: String::with_capacity(css.len()), last: Last::Separator };
    match writer.block(&mut Parser::new(css)) {
        Some(()) => writer.out,
        None => css.to_owned(),
    }
}

/// What was written last.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// `{`, `}`, `;`, `,`, `>` or nothing: white space behind it says nothing.
    Separator,
    Colon,
    Other,
}

/// What stood between two tokens.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    /// It keeps two tokens from becoming one.
    Comment,
    Space,
}

struct Writer {
    out: String,
    last: Last,
}

impl Writer {
    /// Writes the tokens up to the end of a block; none where one is broken.
    fn block(&mut self, parser: &mut Parser<'_>) -> Option<()> {
        let mut gap = Gap::None;
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { break };
            match token {
                Token::WhiteSpace(_) => gap = Gap::Space,
                Token::Comment(text) if text.starts_with('!') => {
                    self.out.push_str(parser.slice_from(start));
                    (gap, self.last) = (Gap::None, Last::Separator);
                }
                Token::Comment(_) if gap == Gap::None => gap = Gap::Comment,
                Token::Comment(_) => {}
                Token::BadUrl(_) | Token::BadString(_) => return None,
                token => {
                    if is_open(parser.slice_from(start), &token) {
                        return None;
                    }
                    self.gap(std::mem::replace(&mut gap, Gap::None), &token);
                    self.out.push_str(without_zero(parser.slice_from(start), &token));
                    self.last = match token {
                        Token::Semicolon | Token::Comma | Token::CurlyBracketBlock | Token::Delim('>') => {
                            Last::Separator
                        }
                        Token::Colon => Last::Colon,
                        _ => Last::Other,
                    };
                    if let Some(end) = end_of(&token) {
                        self.nested(parser, end)?;
                    }
                }
            }
        }
        if self.last == Last::Colon && gap == Gap::Space {
            self.out.push(' ');
        }
        Some(())
    }

    fn nested(&mut self, parser: &mut Parser<'_>, end: char) -> Option<()> {
        let inner = |inner: &mut Parser<'_>| self.block(inner).ok_or_else(|| ParseError::<()>::custom(()));
        parser.parse_nested_block(inner).ok()?;
        if end == '}' && self.last == Last::Separator && self.out.ends_with(';') {
            self.out.pop();
        }
        self.out.push(end);
        self.last = if end == '}' { Last::Separator } else { Last::Other };
        Some(())
    }

    /// What is left of a gap before `token`.
    fn gap(&mut self, gap: Gap, token: &Token<'_>) {
        let ends = matches!(token, Token::Semicolon | Token::Comma | Token::CurlyBracketBlock | Token::Delim('>'));
        let counts = match self.last {
            Last::Separator => false,
            // `--name: ;` is an empty value; `--name:;` was none to browsers of some years ago.
            Last::Colon => ends,
            Last::Other => !ends,
        };
        match gap {
            Gap::Space if counts => self.out.push(' '),
            Gap::Comment if counts => self.out.push_str("/**/"),
            _ => {}
        }
    }
}

/// True for a string or an address that the end of the text cuts off.
fn is_open(text: &str, token: &Token<'_>) -> bool {
    match token {
        Token::QuotedString(_) => {
            text.len() < 2 || !text.ends_with(&text[..1]) || text.ends_with("\\\"") || text.ends_with("\\'")
        }
        Token::UnquotedUrl(_) => !text.ends_with(')'),
        _ => false,
    }
}

/// `.5rem` for `0.5rem`.
fn without_zero<'a>(text: &'a str, token: &Token<'_>) -> &'a str {
    let is_number = matches!(token, Token::Number { .. } | Token::Percentage { .. } | Token::Dimension { .. });
    if is_number && text.starts_with("0.") { &text[1..] } else { text }
}

fn end_of(token: &Token<'_>) -> Option<char> {
    match token {
        Token::Function(_) | Token::ParenthesisBlock => Some(')'),
        Token::SquareBracketBlock => Some(']'),
        Token::CurlyBracketBlock => Some('}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn what_says_something_stays() {
        for (css, short) in [
            ("/* a */\na , b > c {\n  color : red ;\n  margin: 0 0 1rem;\n}\n", "a,b>c{color :red;margin:0 0 1rem}"),
            ("a :hover, a:hover {}", "a :hover,a:hover{}"),
            ("p { width: calc( 1px + (2px*3) ) }", "p{width:calc( 1px + (2px*3))}"),
            ("a { content: \"x ;  }\" attr(y) '/* z */' }", "a{content:\"x ;  }\" attr(y) '/* z */'}"),
            ("a { background: url( b/*.png ) , red }", "a{background:url( b/*.png ),red}"),
            (".a\\, .b\\; { --empty: ; --last: }", ".a\\, .b\\;{--empty: ;--last: }"),
            ("a/**/b { margin: 1px/**/2px }", "a/**/b{margin:1px/**/2px}"),
            (
                "@media (min-width: 40rem) and print {\n  @page :first { margin: 0 }\n  a { b: c; }\n}",
                "@media (min-width:40rem) and print{@page :first{margin:0}a{b:c}}",
            ),
            ("a { b: c !important; }\n\n/* end */", "a{b:c !important}"),
            ("a { b: c", "a{b:c}"),
            ("/*! MIT */\n\na { b: c }", "/*! MIT */a{b:c}"),
            ("a { b: 0.5rem -0.5px 0.5% 10.5 u0.5 \"0.5\" }", "a{b:.5rem -0.5px .5% 10.5 u0.5 \"0.5\"}"),
        ] {
            assert_eq!(shorter(css), short);
            assert_eq!(shorter(short), short);
        }
    }

    #[test]
    fn what_is_broken_is_left_alone() {
        let deep = "a{".repeat(5_000);
        for css in [
            "a { content: \"x",
            "a { b: url(x",
            "@charset \"utf-8\"; a { }",
            "a { content: \"x\n } b {}",
            "a { b: url(x y z) }  c { d : e }",
            &deep,
        ] {
            assert_eq!(shorter(css), css);
        }
    }
}
