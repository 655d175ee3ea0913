//! A bar on the terminal while a run takes more than a moment. The only home of `indicatif`.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, words};
use crate::diag::{Format, Text};
use crate::locale::Lang;
use crate::progress::{Progress, Stage, Standing};

/// Runs that end sooner show nothing.
const MOMENT: Duration = Duration::from_millis(700);
const BETWEEN: Duration = Duration::from_millis(100);

/// A bar; it goes when this is dropped.
pub struct Bar {
    ended: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

impl Bar {
    /// Shows `progress` on stderr, where that is a terminal and people read it.
    pub fn show(context: &Context, progress: &Progress) -> Self {
        if context.quiet || context.format != Format::Human || !context.on_terminal {
            return Self { ended: None, drawing: None };
        }
        let (progress, lang) = (progress.clone(), context.lang);
        let (ended, until) = channel();
        let drawing = std::thread::spawn(move || {
            if until.recv_timeout(MOMENT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            while until.recv_timeout(BETWEEN) == Err(RecvTimeoutError::Timeout) {
                if let Some(standing) = progress.standing() {
                    draw(&bar, standing, lang);
                }
            }
            bar.finish_and_clear();
        });
        Self { ended: Some(ended), drawing: Some(drawing) }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        drop(self.ended.take());
        if let Some(drawing) = self.drawing.take() {
            // A bar that could not be drawn keeps nobody from a result.
            let _ = drawing.join();
        }
    }
}

fn draw(bar: &ProgressBar, Standing { stage, done, total }: Standing, lang: Lang) {
    let template = match (done, total) {
        (0, 0) => "{spinner} {msg}",
        (0, _) => "{spinner} {msg} ({len})",
        _ => "{spinner} {msg} {bar:32} {pos}/{len}",
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("━╸ "));
    bar.set_message(doing(stage).in_lang(lang).into_owned());
    bar.set_length(total as u64);
    bar.set_position(done as u64);
    bar.tick();
}

fn doing(stage: Stage) -> Text {
    match stage {
        Stage::Compare => words::doing_compare(),
        Stage::Read => words::doing_read(),
        Stage::Load => words::doing_load(),
        Stage::Check => words::doing_check(),
        Stage::Render => words::doing_render(),
        Stage::Commit => words::doing_commit(),
    }
}

/// How long a stage took, in a word: `check 0.35 s`.
pub fn took(stage: Stage, seconds: Text) -> Text {
    match stage {
        Stage::Compare => words::took_compare(seconds),
        Stage::Read => words::took_read(seconds),
        Stage::Load => words::took_load(seconds),
        Stage::Check => words::took_check(seconds),
        Stage::Render => words::took_render(seconds),
        Stage::Commit => words::took_commit(seconds),
    }
}
