//! Which core runs what: the server on one, who measures it on another. Without a second core
//! nothing is pinned. Linux only.

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Two cores of those that this process may use.
#[derive(Debug, Clone, Copy)]
pub struct Cores {
    /// For what is measured.
    pub measured: usize,
    /// For who measures.
    pub measuring: usize,
}

impl Cores {
    /// The last two, if there are two: the first is the busiest on most machines.
    pub fn choose() -> Option<Self> {
        let allowed = sched_getaffinity(None).ok()?;
        let mut cores = (0..CpuSet::MAX_CPU).rev().filter(|it| allowed.is_set(*it));
        Some(Self {
            measured: cores.next()?,
            measuring: cores.next()?,
        })
    }
}

/// Runs `work` with this thread, and every thread and process it starts, on one core.
pub fn on_core<T>(core: Option<usize>, work: impl FnOnce() -> T) -> T {
    let before = sched_getaffinity(None);
    if let Some(core) = core {
        let mut only = CpuSet::new();
        only.set(core);
        // A system that forbids it gives figures of more cores; the load is the same.
        let _ = sched_setaffinity(None, &only);
    }
    let done = work();
    if let Ok(before) = before {
        let _ = sched_setaffinity(None, &before);
    }
    done
}
