-- What calls to the model cost: on each call, summed up on its command, and by site and day for budgets.

-- A command that has made no call has cost nothing. Those that ended before stay unknown.
ALTER TABLE "command" ALTER COLUMN "cost_usd" SET DEFAULT 0;

ALTER TABLE "model_call"
  ADD COLUMN "cached_input_tokens" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "model_call_counts_positive" CHECK (
    "input_tokens" >= "cached_input_tokens" AND "cached_input_tokens" >= 0 AND "output_tokens" >= 0 AND "cost_usd" >= 0);

-- No foreign keys: what was spent stays spent when the site or its follow-ups are deleted.
-- Rows are updated with each call: half of a page is left free for their next versions.
CREATE TABLE "site_spend" (
    "organisation_id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "cost_usd" DECIMAL(14,6) NOT NULL DEFAULT 0,

    CONSTRAINT "site_spend_pkey" PRIMARY KEY ("organisation_id","site_id","day")
) WITH (fillfactor = 50);
