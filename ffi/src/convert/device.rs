//! The device, its profiles and its syncs into what an app shows of them.

use samenspel_client::SyncReport;
use samenspel_device::{LoggedOut, RelayOut, RelayTaken, Seal};
use samenspel_protocol::sync::{State, StopReason, WaitsFor};
use samenspel_rules::directory::Holder;

use crate::{
    AccountSeal, AccountView, ClearedPinView, FaceState, FaceView, LoggedOutView, ProfileHolder,
    ProfileView, RelayOutView, RelayTakenView, SamenspelError, SyncReportView, SyncState, Topic,
};

impl From<State> for SyncState {
    fn from(state: State) -> Self {
        match state {
            State::Idle => Self::Idle,
            State::Syncing => Self::Syncing,
            State::Waiting { what_for, .. } => match what_for {
                WaitsFor::Network => Self::Waiting,
                WaitsFor::Undo => Self::WaitsForUndo,
                WaitsFor::Server => Self::WaitsForServer,
            },
            State::Offline => Self::Offline,
            State::Stopped(StopReason::DeviceRevoked) => Self::DeviceRevoked,
            State::Stopped(StopReason::DeviceSuspended) => Self::DeviceSuspended,
            State::Stopped(StopReason::UnsupportedVersion) => Self::UpdateNeeded,
            State::Stopped(StopReason::NotEnrolled) => Self::NotEnrolled,
            State::Stopped(StopReason::UnknownOrganisation) => Self::WrongServer,
            State::Stopped(StopReason::LoggedOut) => Self::LoggedOut,
        }
    }
}

impl From<SyncReport> for SyncReportView {
    fn from(report: SyncReport) -> Self {
        Self {
            state: report.state.into(),
            unfinished: report.unfinished,
            answers: report.answers,
            requests: report.traffic.requests,
            bytes_up: report.traffic.bytes_up,
            bytes_down: report.traffic.bytes_down,
            failure: report
                .failure
                .map(|error| SamenspelError::from(error).code().into()),
        }
    }
}

impl From<samenspel_device::Topic> for Topic {
    fn from(topic: samenspel_device::Topic) -> Self {
        match topic {
            samenspel_device::Topic::Notes => Self::Notes,
            samenspel_device::Topic::OpenItems => Self::OpenItems,
            samenspel_device::Topic::Status => Self::Status,
            samenspel_device::Topic::Inbox => Self::Inbox,
            samenspel_device::Topic::Directory => Self::Directory,
            samenspel_device::Topic::Documents => Self::Documents,
            samenspel_device::Topic::Agreements => Self::Agreements,
            samenspel_device::Topic::Drafts => Self::Drafts,
            samenspel_device::Topic::Floor => Self::Floor,
        }
    }
}

impl From<&samenspel_device::Profile> for ProfileView {
    fn from(profile: &samenspel_device::Profile) -> Self {
        Self {
            organisation: profile.org.to_string(),
            organisation_name: profile.organisation.clone(),
            holder: match profile.holder {
                Holder::Person(person) => ProfileHolder::Person {
                    person: person.to_string(),
                },
                Holder::Group(group) => ProfileHolder::Group {
                    group: group.to_string(),
                },
            },
            device: profile.device.to_string(),
            device_name: profile.device_name.clone(),
            server_url: profile.url.clone(),
        }
    }
}

impl From<samenspel_device::Account> for AccountView {
    fn from(account: samenspel_device::Account) -> Self {
        Self {
            id: account.id.to_string(),
            logged_out: account.left.map(LoggedOutView::from),
            seal: match account.seal {
                Seal::Platform => AccountSeal::Platform,
                Seal::Damaged => AccountSeal::Damaged,
                Seal::Pin { owner } => AccountSeal::Pin {
                    owner: owner.to_string(),
                },
            },
        }
    }
}

impl From<samenspel_device::Face> for FaceView {
    fn from(face: samenspel_device::Face) -> Self {
        Self {
            person: face.person.to_string(),
            state: match face.state {
                samenspel_device::FaceState::AtTheDevice => FaceState::AtTheDevice,
                samenspel_device::FaceState::OneTap => FaceState::OneTap,
                samenspel_device::FaceState::NeedsPin => FaceState::NeedsPin,
                samenspel_device::FaceState::NoPin => FaceState::NoPin,
                samenspel_device::FaceState::Locked { for_ms } => FaceState::Locked { for_ms },
            },
            cleared: face.cleared.map(|it| ClearedPinView {
                by: it.by.to_string(),
                at_ms: it.at.0,
            }),
        }
    }
}

impl From<LoggedOut> for LoggedOutView {
    fn from(left: LoggedOut) -> Self {
        match left {
            LoggedOut::Empty => Self::Empty,
            LoggedOut::Kept { unsent } => Self::Kept { unsent },
        }
    }
}

impl From<RelayOut> for RelayOutView {
    fn from(out: RelayOut) -> Self {
        Self {
            sealed: out.sealed,
            notes: count(out.notes),
            more: out.more,
        }
    }
}

impl From<RelayTaken> for RelayTakenView {
    fn from(taken: RelayTaken) -> Self {
        let refused = taken.refused.into_iter();
        Self {
            taken: taken.taken.iter().map(ToString::to_string).collect(),
            known: count(taken.known),
            refused: refused.map(|code| code.as_str().to_owned()).collect(),
        }
    }
}

/// A count as it crosses.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
