//! The server's side: keeps a few workers, hands each trial to one of them, and kills the one that
//! does not answer in time.

use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use samenspel_document::text::{TrialError, TrialOutcome, TrialRunner};

use super::{DEADLINE, TRIAL_WORKER, TRIALS_PER_WORKER, WORKERS, frame};

/// Which program the workers are, and how long a trial may take.
#[derive(Debug, Clone)]
pub struct TrialSettings {
    /// The program; with `arguments` it must call [`super::run_trial_worker`].
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// After this a trial has failed and its worker is killed.
    pub deadline: Duration,
    /// Workers at the same time.
    pub workers: usize,
}

impl TrialSettings {
    /// Workers that are this very program, under its hidden subcommand.
    pub fn this_program() -> io::Result<Self> {
        // Linux' own link stays right when the file is replaced by a newer version meanwhile.
        let link = PathBuf::from("/proc/self/exe");
        if link.exists() {
            return Ok(Self::program(link));
        }
        Ok(Self::program(std::env::current_exe()?))
    }

    /// Workers that are `program`, under its hidden subcommand.
    pub fn program(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec![TRIAL_WORKER.to_owned()],
            deadline: DEADLINE,
            workers: WORKERS,
        }
    }
}

/// A pool of workers; clones share it.
#[derive(Clone)]
pub struct TrialPool {
    shared: Arc<Shared>,
}

struct Shared {
    settings: TrialSettings,
    state: Mutex<State>,
    returned: Condvar,
}

/// `idle` workers wait for a trial; `busy` of them hold one.
#[derive(Default)]
struct State {
    idle: Vec<Worker>,
    busy: usize,
}

impl TrialPool {
    /// A pool that starts its workers when they are needed.
    pub fn new(settings: TrialSettings) -> Self {
        let shared = Shared {
            settings,
            state: Mutex::default(),
            returned: Condvar::new(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Once by a worker that was there; if that one died, again by a fresh one, so that a change is
    /// never blamed for what an earlier one left behind.
    fn hold(&self, task: &[u8]) -> Result<TrialOutcome, TrialError> {
        let mut turn = Turn::take(&self.shared);
        if let Some(worker) = turn.idle.take() {
            match worker.hold(task, self.shared.settings.deadline) {
                Ok((worker, result)) => {
                    turn.idle = worker;
                    return result;
                }
                Err(TrialError::Died(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let worker = Worker::start(&self.shared.settings)
            .map_err(|error| TrialError::Unavailable(error.to_string()))?;
        let (worker, result) = worker.hold(task, self.shared.settings.deadline)?;
        turn.idle = worker;
        result
    }
}

impl TrialRunner for TrialPool {
    fn trial(&self, document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
        let task = frame::task(document, changes)
            .map_err(|error| TrialError::Unavailable(error.to_string()))?;
        self.hold(&task)
    }
}

/// The right to use one worker; gives it back, if it still lives, when it ends.
struct Turn<'a> {
    shared: &'a Shared,
    idle: Option<Worker>,
}

impl<'a> Turn<'a> {
    fn take(shared: &'a Shared) -> Self {
        let mut state = shared.lock();
        while state.busy >= shared.settings.workers.max(1) {
            let waited = shared.returned.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        state.busy += 1;
        let idle = state.idle.pop();
        Self { shared, idle }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.busy -= 1;
        state.idle.extend(self.idle.take());
        self.shared.returned.notify_one();
    }
}

impl Shared {
    /// A panic elsewhere leaves nothing half done here.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A child process and the thread that talks with it, so that waiting has an end.
struct Worker {
    child: Child,
    tasks: SyncSender<Vec<u8>>,
    answers: Receiver<Vec<u8>>,
    trials: u32,
}

impl Worker {
    fn start(settings: &TrialSettings) -> io::Result<Self> {
        let mut command = Command::new(&settings.program);
        command
            .args(&settings.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a panic would say may hold the text of a note.
            .stderr(Stdio::null());
        // An interrupt at the terminal is for the server, which finishes what it accepted.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or_else(|| io::Error::other("no pipes to the worker"))?;
        let (tasks, next_task) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let talk = move || talk(input, output, &next_task, &answer);
        thread::Builder::new()
            .name("trial".to_owned())
            .spawn(talk)?;
        Ok(Self {
            child,
            tasks,
            answers,
            trials: 0,
        })
    }

    /// Gives the worker back if it may hold further trials. Dropping it kills it.
    fn hold(
        mut self,
        task: &[u8],
        deadline: Duration,
    ) -> Result<(Option<Self>, Result<TrialOutcome, TrialError>), TrialError> {
        let died = TrialError::Died("the worker ended");
        let task = self.tasks.send(task.to_vec());
        task.map_err(|_| died.clone())?;
        let answer = match self.answers.recv_timeout(deadline) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Disconnected) => return Err(died),
            Err(RecvTimeoutError::Timeout) => {
                return Ok((None, Err(TrialError::Died("it took too long"))));
            }
        };
        let result = frame::read_answer(&answer).ok_or(died)?;
        self.trials += 1;
        let worker = (self.trials < TRIALS_PER_WORKER).then_some(self);
        Ok((worker, result))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself; both only matter for not leaving a zombie behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn talk(
    mut input: ChildStdin,
    mut output: ChildStdout,
    tasks: &Receiver<Vec<u8>>,
    answers: &SyncSender<Vec<u8>>,
) {
    while let Ok(task) = tasks.recv() {
        let exchange = frame::write(&mut input, &task).and_then(|()| frame::read(&mut output));
        let Ok(Some(answer)) = exchange else { return };
        // Returning drops the channel: that tells the other side.
        if answers.send(answer).is_err() {
            return;
        }
    }
}
