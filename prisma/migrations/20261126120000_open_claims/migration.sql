-- Claims whose run has not ended. A process that dies leaves its claim open, so that a job which ends processes is known.
ALTER TABLE "follow_up"
  ADD COLUMN "open_claims" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "follow_up_open_claims_positive" CHECK ("open_claims" >= 0);
ALTER TABLE "command"
  ADD COLUMN "open_claims" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "command_open_claims_positive" CHECK ("open_claims" >= 0);
ALTER TABLE "delivery"
  ADD COLUMN "open_claims" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "delivery_open_claims_positive" CHECK ("open_claims" >= 0);
