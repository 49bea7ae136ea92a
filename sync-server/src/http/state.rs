//! What the handlers share: the organisations served, the limits, and whether the server stops.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::request::Parts;
use metrics_exporter_prometheus::PrometheusHandle;
use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::verdict::RequestError;
use tokio::sync::{Semaphore, SemaphorePermit, watch};

use super::address::{Address, Origins};
use super::rate::Rate;
use super::senders::Senders;
use crate::config::ServeConfig;
use crate::engine::OrganisationHandle;
use crate::telemetry;

/// When a device tries again after the server had no place for its request.
pub(super) const BUSY_RETRY_AFTER_MS: u64 = 2_000;

/// The same, where an operator must do something first.
const NOT_SERVED_RETRY_AFTER_MS: u64 = 60_000;

/// One organisation, served.
pub struct Served {
    /// Its engine.
    pub handle: OrganisationHandle,
}

struct Inner {
    organisations: BTreeMap<OrgId, Served>,
    not_served: BTreeSet<OrgId>,
    places: Semaphore,
    request_timeout: Duration,
    hint_streams_per_device_max: u32,
    hint_streams: Mutex<BTreeMap<(OrgId, DeviceId), u32>>,
    origins: Origins,
    senders: Senders,
    enrolment_rate: Rate<(OrgId, Option<[u8; 32]>)>,
    stopping: watch::Receiver<bool>,
    metrics: Option<PrometheusHandle>,
}

/// What the handlers share.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

impl AppState {
    /// For these organisations, and beside them those that are here and could not be opened;
    /// `stopping` becomes true when streams must end.
    pub fn new(
        organisations: BTreeMap<OrgId, Served>,
        not_served: BTreeSet<OrgId>,
        config: &ServeConfig,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let device = (
            config.device_requests_per_minute,
            config.device_requests_burst,
        );
        let enrolments = config.enrolments_per_minute;
        Self(Arc::new(Inner {
            organisations,
            not_served,
            places: Semaphore::new(config.concurrent_requests_max as usize),
            request_timeout: config.request_timeout,
            hint_streams_per_device_max: config.hint_streams_per_device_max,
            hint_streams: Mutex::default(),
            origins: Origins::new(config.trusted_proxies.clone()),
            senders: Senders::new(device.0, device.1),
            enrolment_rate: Rate::new(enrolments, enrolments),
            stopping,
            metrics: telemetry::metrics_handle(),
        }))
    }

    pub(super) fn request_timeout(&self) -> Duration {
        self.0.request_timeout
    }

    pub(super) fn organisation(&self, id: &OrgId) -> Result<&Served, RequestError> {
        match self.0.organisations.get(id) {
            Some(served) => Ok(served),
            // To its devices it is not gone: they keep what they have and come again.
            None if self.0.not_served.contains(id) => Err(RequestError::Unavailable {
                retry_after_ms: NOT_SERVED_RETRY_AFTER_MS,
            }),
            None => Err(RequestError::UnknownOrganisation),
        }
    }

    /// The organisations that are here and could not be opened.
    pub(super) fn not_served(&self) -> &BTreeSet<OrgId> {
        &self.0.not_served
    }

    /// Every organisation.
    pub fn organisations(&self) -> impl Iterator<Item = (&OrgId, &Served)> {
        self.0.organisations.iter()
    }

    /// A place among the requests answered at the same time, or the answer that there is none.
    pub(super) fn place(&self) -> Result<SemaphorePermit<'_>, RequestError> {
        let busy = |_| RequestError::Unavailable {
            retry_after_ms: BUSY_RETRY_AFTER_MS,
        };
        self.0.places.try_acquire().map_err(busy)
    }

    /// Where a request comes from.
    pub(super) fn origin(&self, parts: &Parts) -> Address {
        self.0.origins.of(parts)
    }

    /// Who pays for what.
    pub(super) fn senders(&self) -> &Senders {
        &self.0.senders
    }

    /// Counts an attempt to enrol by an invitation, or by a code that is none.
    pub(super) fn count_enrolment(
        &self,
        org: OrgId,
        invitation: Option<[u8; 32]>,
    ) -> Result<(), RequestError> {
        self.0.enrolment_rate.check(&(org, invitation))
    }

    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.clone()
    }

    pub(super) fn metrics(&self) -> Option<&PrometheusHandle> {
        self.0.metrics.as_ref()
    }

    /// Opens a hints stream for a device; it counts until it is dropped.
    pub(super) fn open_stream(
        &self,
        org: OrgId,
        device: DeviceId,
    ) -> Result<OpenStream, RequestError> {
        let mut streams = self
            .0
            .hint_streams
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let open = streams.entry((org, device)).or_default();
        if *open >= self.0.hint_streams_per_device_max {
            return Err(RequestError::RateLimited {
                retry_after_ms: BUSY_RETRY_AFTER_MS,
            });
        }
        *open += 1;
        metrics::gauge!(telemetry::metric::HINT_STREAMS).increment(1.0);
        Ok(OpenStream {
            state: self.clone(),
            key: (org, device),
        })
    }

    /// Forgets what limits need no longer know; called now and then.
    pub fn tidy(&self) {
        self.0.senders.forget_rested();
        self.0.enrolment_rate.forget_rested();
        if let Some(metrics) = self.metrics() {
            metrics.run_upkeep();
        }
    }
}

/// A hints stream while it is open.
pub(super) struct OpenStream {
    state: AppState,
    key: (OrgId, DeviceId),
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let streams = &self.state.0.hint_streams;
        let mut streams = streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&self.key) {
            *open = open.saturating_sub(1);
            if *open == 0 {
                streams.remove(&self.key);
            }
        }
        metrics::gauge!(telemetry::metric::HINT_STREAMS).decrement(1.0);
    }
}
