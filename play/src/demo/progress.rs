//! Says on standard error what is happening, with a bar where it is a terminal. Knows no figures.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bar.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many scenes; silent if nobody is to see it.
    pub fn over(scenes: u64, shown: bool) -> Self {
        let bar = ProgressBar::new(scenes);
        if !shown {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template("{bar:20} {prefix:>5}  {msg:.bold}\n")
            .map(|style| style.progress_chars("██░"));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// The next scene: what time it is in the demo, and what happens.
    pub fn scene(&self, time: &str, what: &str) {
        self.0.set_prefix(time.to_owned());
        self.0.set_message(what.to_owned());
        self.0.inc(1);
        if self.0.is_hidden() {
            tracing::debug!(time, what, "scene");
        }
    }

    /// The end.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
