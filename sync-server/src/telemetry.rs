//! Log lines and metrics, set up once per process. Neither ever holds a name, a text or a key: ids,
//! codes, counts and durations only.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// Names of the metrics.
pub mod metric {
    /// Requests answered, by path and code.
    pub const REQUESTS: &str = "samenspel_requests_total";
    /// Seconds a request took, by path.
    pub const REQUEST_SECONDS: &str = "samenspel_request_seconds";
    /// Bytes of bodies received, on the wire.
    pub const BYTES_IN: &str = "samenspel_request_bytes_total";
    /// Bytes of bodies sent, on the wire.
    pub const BYTES_OUT: &str = "samenspel_response_bytes_total";
    /// Hints streams open now.
    pub const HINT_STREAMS: &str = "samenspel_hint_streams";
    /// Requests that wait for an organisation's writer or are being written.
    pub const WRITER_QUEUE: &str = "samenspel_writer_queue_requests";
    /// How long the oldest of them has waited.
    pub const WRITER_QUEUE_SECONDS: &str = "samenspel_writer_queue_oldest_seconds";
    /// Organisations in the data folder that could not be opened.
    pub const NOT_SERVED: &str = "samenspel_organisations_not_served";
    /// Databases in which damage was found since the start.
    pub const DAMAGED: &str = "samenspel_databases_damaged";
    /// Documents merged in the background.
    pub const MERGED: &str = "samenspel_documents_merged_total";
    /// Rounds of merging that failed.
    pub const MERGE_FAILURES: &str = "samenspel_merge_failures_total";
}

/// Why telemetry cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not one.
    #[error("log must be a filter such as info or info,sync_server=debug: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
}

/// Starts writing log lines to standard error, the first time in a process.
pub fn start_logging(config: &Config) -> Result<(), TelemetryError> {
    let filter = EnvFilter::builder().parse(&config.log)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        // A line that cannot be written is lost. To complain of it where it could not be written would end
        // the thread that wrote it: a full disk or a closed pipe is no reason to stop serving.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    // A second call (several servers in one test process) keeps the first subscriber.
    let _ = match config.log_format {
        LogFormat::Text => lines.with_ansi(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    Ok(())
}

/// The process's metrics, collected from the first call on; `None` if another recorder was there.
pub fn metrics_handle() -> Option<PrometheusHandle> {
    // The metrics crate has one recorder per process; this mirrors it.
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(install_recorder).clone()
}

fn install_recorder() -> Option<PrometheusHandle> {
    const SECONDS: &[f64] = &[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)
        .ok()?;
    let handle = builder.install_recorder().ok()?;
    describe();
    Some(handle)
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!(metric::REQUESTS, "Requests answered, by path and code");
    describe_histogram!(metric::REQUEST_SECONDS, "Seconds a request took, by path");
    describe_counter!(metric::BYTES_IN, "Bytes of bodies received, on the wire");
    describe_counter!(metric::BYTES_OUT, "Bytes of bodies sent, on the wire");
    describe_gauge!(metric::HINT_STREAMS, "Hints streams open now");
    describe_gauge!(metric::WRITER_QUEUE, "Requests waiting for the writer");
    describe_gauge!(
        metric::WRITER_QUEUE_SECONDS,
        "Seconds the oldest request has waited for the writer"
    );
    describe_gauge!(metric::NOT_SERVED, "Organisations that could not be opened");
    describe_gauge!(metric::DAMAGED, "Databases found damaged since the start");
    describe_counter!(metric::MERGED, "Documents merged in the background");
    describe_counter!(metric::MERGE_FAILURES, "Rounds of merging that failed");
}
