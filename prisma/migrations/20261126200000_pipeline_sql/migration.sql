-- The sequence number of the newest event stands on the follow-up: a statement that locks the row gets the next number
-- from it, whatever other transactions have written since the statement began.
ALTER TABLE "follow_up" ADD COLUMN "event_seq" INTEGER NOT NULL DEFAULT 0;
UPDATE "follow_up" SET "event_seq" = newest."seq"
FROM (SELECT "follow_up_id", max("seq") AS "seq" FROM "event" GROUP BY "follow_up_id") AS newest
WHERE newest."follow_up_id" = "follow_up"."id";

-- Each row is updated several times soon after it was written: the next versions find room on its page.
ALTER TABLE "follow_up" SET (fillfactor = 60);
ALTER TABLE "command" SET (fillfactor = 60);

-- Budgets ask for an organisation's day; retention asks for old days.
CREATE INDEX "site_spend_organisation_id_day_idx" ON "site_spend" ("organisation_id", "day");
CREATE INDEX "site_spend_day_idx" ON "site_spend" ("day");

-- Lists of what went wrong: few of many.
CREATE INDEX "follow_up_unsuccessful_idx" ON "follow_up" ("organisation_id", "created_at" DESC, "id" DESC)
  WHERE "status" IN ('failed', 'cancelled');
