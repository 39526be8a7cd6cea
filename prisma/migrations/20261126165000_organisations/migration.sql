-- What the operator decides about one organisation. A limit that is null is the operator's setting for all.
ALTER TABLE "organisation"
    ADD COLUMN "requests_per_minute" INTEGER,
    ADD COLUMN "daily_tokens" BIGINT,
    ADD COLUMN "daily_usd" DECIMAL(14,6),
    ADD COLUMN "follow_ups_in_flight" INTEGER,
    ADD COLUMN "open_streams" INTEGER,
    ADD COLUMN "suspended_at" TIMESTAMPTZ(3),
    ADD COLUMN "suspended_reason" TEXT,
    ADD COLUMN "deleting_since" TIMESTAMPTZ(3);
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_limits_check" CHECK (
    "requests_per_minute" > 0 AND "daily_tokens" > 0 AND "daily_usd" > 0 AND "follow_ups_in_flight" > 0
    AND "open_streams" > 0);

-- Those that are being deleted
CREATE INDEX "organisation_deleting_since_idx" ON "organisation" ("deleting_since") WHERE "deleting_since" IS NOT NULL;

-- What an organisation has in flight
CREATE INDEX "follow_up_in_flight_idx" ON "follow_up" ("organisation_id") WHERE "status" IN ('queued', 'running');
