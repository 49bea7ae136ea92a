//! Enrolling, syncing, and leaving. Knows no note.

use std::sync::Arc;
use std::time::Duration;

use samenspel_client::Cancellation;
use samenspel_protocol::{InvitationTextError, InvitationTicket};

use super::{Profile, connect};
use crate::error::DeviceCode;
use crate::log::{LogLevel, LogLine};
use crate::runtime::runtime;
use crate::{
    EnrolTask, LoggedOutView, SamenspelError, SyncReportView, SyncSession, SyncState,
    SyncStatusView, SyncTask, log,
};

#[uniffi::export]
impl Profile {
    /// Enrols by an invitation, as scanned or typed. `device_name` is what its holder calls it.
    pub fn enrol(
        &self,
        invitation: String,
        device_name: String,
    ) -> Result<Arc<EnrolTask>, SamenspelError> {
        let ticket = InvitationTicket::from_text(&invitation).map_err(|error| {
            let code = match error {
                InvitationTextError::Several => DeviceCode::SeveralInvitations,
                InvitationTextError::NotAnInvitation
                | InvitationTextError::Mistyped
                | InvitationTextError::Contents => DeviceCode::Mistyped,
            };
            SamenspelError::input(code, "invitation")
        })?;
        let client = connect(&ticket.url, self.clock.clone())?;
        let store = self.store()?;
        EnrolTask::start(async move {
            let enrolled = client.enrol(&store, &ticket, &device_name).await;
            super::let_go(store);
            let enrolled = enrolled.map_err(SamenspelError::from);
            match &enrolled {
                Ok(()) => log::event("enrolled"),
                Err(error) => log::failure("enrolled", error),
            }
            enrolled
        })
    }

    /// Syncs until there is nothing more to do at once.
    pub fn sync(&self) -> Result<Arc<SyncTask>, SamenspelError> {
        self.start(None)
    }

    /// Syncs, trying again after failures, and returns before the deadline with what it managed: the one
    /// call that a background task of the operating system makes.
    pub fn background_sync(&self, deadline_ms: u64) -> Result<Arc<SyncTask>, SamenspelError> {
        self.start(Some(Duration::from_millis(deadline_ms)))
    }

    /// Keeps in step with the server while the app is on screen, until the session is cancelled.
    pub fn keep_in_step(&self) -> Result<Arc<SyncSession>, SamenspelError> {
        let client = self.client()?;
        let _entered = runtime()?.enter();
        self.with_open(|open| {
            if let Some(before) = open.session.upgrade() {
                before.cancel();
            }
            let session = SyncSession::new(client.keep_in_step(&open.store));
            open.session = Arc::downgrade(&session);
            Ok(session)
        })
    }

    /// The app leaves the screen: every sync ends soon, and none begins until [`Profile::resume`], so
    /// that a suspended process holds no lock. Writing and reading go on.
    pub fn pause(&self) -> Result<(), SamenspelError> {
        self.with_open(|open| {
            open.paused = true;
            open.stop_syncing();
            Ok(())
        })
    }

    /// The app is back: syncs may begin.
    pub fn resume(&self) -> Result<(), SamenspelError> {
        self.with_open(|open| {
            open.paused = false;
            Ok(())
        })
    }

    /// How this device stands towards the server, without asking it.
    pub async fn sync_status(&self) -> Result<SyncStatusView, SamenspelError> {
        self.on_store(|store, now| {
            if let Some(left) = store.logged_out()? {
                return Ok(SyncStatusView::logged_out(left.unsent()));
            }
            Ok(SyncStatusView {
                logged_out: false,
                unsent: store.pending_count()?,
                undoable: store.undoable_count(now)?,
                leaves_in_ms: store.departures(now)?.due.undo_in_ms,
                data_as_of_ms: store.data_as_of()?.map(|at| at.0),
                documents_missing: store.wanted_count()?,
                clock_ahead_ms: store.wrong_clock_ms(now)?,
                lease_left_ms: store.lease_left_ms(now)?,
            })
        })
        .await
    }

    /// Logs out. What is not sent yet is a reason to refuse (`store: unsent`), or it stays, sealed, for
    /// the next log-in of the same person. After it every sync has ended, and every command, query and sync
    /// gives `store: logged_out`, also when the profile is opened again; [`Profile::sync_status`] still tells.
    /// When nothing is left, the app closes the profile, removes its account and destroys its key.
    pub async fn log_out(&self, keep_unsent: bool) -> Result<LoggedOutView, SamenspelError> {
        let left = self
            .on_store(move |store, _| Ok(store.log_out(keep_unsent)?.into()))
            .await?;
        self.with_open(|open| {
            open.stop_syncing();
            open.client = None;
            Ok(left)
        })
    }

    /// The same person logs in again after [`Profile::log_out`] kept something: everything works as before,
    /// the next sync sends what was kept and fetches the rest. The app asks the platform for its owner first,
    /// as when it unlocks. Somebody else gets a profile of their own.
    pub async fn log_in(&self) -> Result<(), SamenspelError> {
        self.on_store(|store, _| Ok(store.log_in()?)).await
    }
}

impl Profile {
    fn start(&self, deadline: Option<Duration>) -> Result<Arc<SyncTask>, SamenspelError> {
        let client = self.client()?;
        let cancellation = Cancellation::new();
        let store = self.with_open(|open| {
            // Those that ended are of no use; nobody starts many at once.
            open.syncs.retain(|sync| !sync.is_cancelled());
            open.syncs.push(cancellation.clone());
            Ok(open.store.clone())
        })?;
        let cancelled = cancellation.clone();
        SyncTask::start(cancellation, async move {
            let begun = std::time::Instant::now();
            let report = match deadline {
                None => client.sync_until_quiet(&store, &cancelled).await,
                Some(deadline) => client.background_sync(&store, deadline, &cancelled).await,
            };
            super::let_go(store);
            let report = SyncReportView::from(report);
            log_report(&report, begun.elapsed());
            // Marks it as ended.
            cancelled.cancel();
            report
        })
    }
}

fn log_report(report: &SyncReportView, took: Duration) {
    log::log(|| LogLine {
        level: match (&report.failure, report.state) {
            (None, _) => LogLevel::Info,
            (Some(_), SyncState::Waiting | SyncState::WaitsForServer | SyncState::Offline) => {
                LogLevel::Warning
            }
            (Some(_), _) => LogLevel::Error,
        },
        event: match report.failure {
            None => "synced".into(),
            Some(_) => "sync_failed".into(),
        },
        code: report.failure.clone(),
        count: Some(report.requests),
        duration_ms: u64::try_from(took.as_millis()).ok(),
    });
}
