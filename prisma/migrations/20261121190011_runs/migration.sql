-- A run climbs again after "unacknowledge" and "reopen": rounds go on counting, repeats count from the climb's first.
ALTER TABLE "EscalationRun" ADD COLUMN "firstRound" INTEGER NOT NULL DEFAULT 0;
-- After failures a run rests until then; "nextAt" stays the true due instant.
ALTER TABLE "EscalationRun" ADD COLUMN "restsUntil" TIMESTAMPTZ(3);
ALTER TABLE "EscalationRun" ADD CONSTRAINT "EscalationRun_stage_known" CHECK ("stage" IN ('steps', 'fallback'));

-- Alerts of one request make one page: found together when one of them is due.
CREATE INDEX "Alert_batch" ON "Alert" ("batchId") WHERE ("closedAt" IS NULL);
-- The last openings of a key.
CREATE INDEX "Alert_origin_key_idx" ON "Alert" ("origin", "key");
