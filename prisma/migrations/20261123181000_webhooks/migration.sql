-- Which attempt a delivery is at, and how far its schedule has gone.
ALTER TABLE "delivery"
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD CONSTRAINT "delivery_counts_positive" CHECK ("attempt" >= 0 AND "tries" >= 0);

-- A follow-up's deliveries are found by its events.
CREATE INDEX IF NOT EXISTS "delivery_event_id_idx" ON "delivery"("event_id");

-- An endpoint's deliveries are listed newest first.
DROP INDEX "delivery_endpoint_id_idx";
CREATE INDEX "delivery_endpoint_id_created_at_id_idx" ON "delivery"("endpoint_id", "created_at" DESC, "id" DESC);

-- Why the service itself has disabled an endpoint; never of one that is enabled.
ALTER TABLE "webhook_endpoint"
  ADD CONSTRAINT "webhook_endpoint_disabled_reason_known" CHECK ("disabled_reason" IN ('gone', 'failing')),
  ADD CONSTRAINT "webhook_endpoint_reason_when_disabled" CHECK (NOT "enabled" OR "disabled_reason" IS NULL);
