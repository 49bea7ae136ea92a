//! Applying: many requests in one durable transaction. Nothing is answered before its commit.

use samenspel_model::ids::DeviceId;
use samenspel_model::limits;
use samenspel_model::verdict::{Outcome, RequestError};

use super::Organisation;
use super::admit::{Admitted, Candidate, Pull};
use super::auditing::is_worth_knowing;
use super::batch::Batch;
use super::error::Result;
use super::judge::Judge;
use super::settled::Settled;

/// A request whose outcomes are durable; what it asks for is still to be answered.
#[derive(Debug)]
pub struct Applied {
    pub(super) device: DeviceId,
    pub(super) command_outcomes: Vec<Outcome>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) pull: Pull,
}

impl Applied {
    /// What became of its entries, in order.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }
}

impl Organisation {
    /// Applies requests in order, all in one durable transaction. If it fails, nothing is stored
    /// and all are told so.
    pub fn apply(
        &self,
        requests: Vec<Admitted>,
    ) -> Vec<std::result::Result<Applied, RequestError>> {
        let count = requests.len();
        metrics::histogram!("samenspel_batch_requests").record(count as f64);
        match self.try_apply(requests) {
            Ok(results) => {
                results.iter().flatten().for_each(count_outcomes);
                results
            }
            Err(error) => {
                let told = error.into_request_error("applied a batch");
                (0..count).map(|_| Err(told.clone())).collect()
            }
        }
    }

    fn try_apply(
        &self,
        requests: Vec<Admitted>,
    ) -> Result<Vec<std::result::Result<Applied, RequestError>>> {
        let turned_away = self.turned_away.take();
        let applied = self.write(|batch| {
            batch.audit_turned_away(&turned_away)?;
            let mut results = Vec::with_capacity(requests.len());
            for request in requests {
                results.push(self.apply_one(batch, request)?);
            }
            let horizon = batch.now.plus_ms(-2 * limits::REQUEST_WINDOW_MS);
            batch.write.forget_nonces_before(horizon)?;
            let horizon = batch.now.plus_ms(-limits::REFUSAL_MEMORY_MS);
            batch.write.forget_refusals_before(horizon)?;
            Ok(results)
        });
        if applied.is_err() {
            self.turned_away.put_back(turned_away);
        }
        applied
    }

    fn apply_one(
        &self,
        batch: &mut Batch<'_>,
        request: Admitted,
    ) -> Result<std::result::Result<Applied, RequestError>> {
        let fresh = batch
            .write
            .use_nonce(&request.device, &request.nonce, request.time)?;
        if !fresh {
            let refused = RequestError::NonceReused;
            batch.audit_refusal(request.device, refused.code())?;
            return Ok(Err(refused));
        }
        let command_outcomes = request
            .commands
            .iter()
            .map(|command| super::commands::apply(batch, request.device, command))
            .collect::<Result<Vec<_>>>()?;
        let has_entries = !request.entries.is_empty();
        let restored = self.cursor_is_of_another_life(&request.pull, batch.log.incarnation);
        let settled = Settled::begin(batch, &request.judged_on)?;
        let mut judge = Judge::new(self, request.device, restored, settled);
        let mut outcomes = Vec::with_capacity(request.entries.len());
        for candidate in request.entries {
            outcomes.push(match candidate {
                Candidate::Unverified(refusal) => refusal.into_outcome(),
                Candidate::Postponed(key) => judge.postpone(key),
                Candidate::Verified(checked) => judge.judge(batch, *checked)?,
            });
        }
        if !has_entries {
            // Only a contact that leaves nothing behind bounds how old later entries may be: a
            // long outbox comes in several requests.
            batch.write.set_contact(&request.device, batch.now)?;
        }
        for outcome in outcomes.iter().chain(&command_outcomes) {
            if let Outcome::Refused { code, .. } = outcome
                && is_worth_knowing(*code)
            {
                batch.audit_refusal(request.device, code.as_str())?;
            }
        }
        Ok(Ok(Applied {
            device: request.device,
            command_outcomes,
            outcomes,
            pull: request.pull,
        }))
    }
}

fn count_outcomes(applied: &Applied) {
    for outcome in &applied.outcomes {
        let (outcome, why) = match outcome {
            Outcome::Stored { .. } => ("stored", ""),
            Outcome::Known { .. } => ("known", ""),
            Outcome::Later { why } => ("later", why.as_str()),
            Outcome::Held { why } => ("held", why.as_str()),
            Outcome::Refused { code, .. } => ("refused", code.as_str()),
            Outcome::Rebase => ("rebase", ""),
        };
        metrics::counter!("samenspel_entries_total", "outcome" => outcome, "why" => why)
            .increment(1);
    }
}
