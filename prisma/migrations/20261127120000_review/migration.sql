-- A person decides before messages are published. A follow-up under review has the status `awaiting_review`; its texts
-- are in "revision" until the decision publishes them.
ALTER TABLE "site"
  ADD COLUMN "review" TEXT,
  ADD CONSTRAINT "site_review_known" CHECK ("review" IN ('required'));

-- suits the version before: the new list contains the old one
ALTER TABLE "api_key"
  DROP CONSTRAINT "api_key_scopes_known",
  ADD CONSTRAINT "api_key_scopes_known" CHECK (
    "scopes" <@ ARRAY['follow_ups:write', 'follow_ups:read', 'follow_ups:review', 'data:write', 'data:read', 'admin']
    AND cardinality("scopes") > 0);

-- suits the version before: every row that it writes still passes
ALTER TABLE "follow_up"
  DROP CONSTRAINT "follow_up_status_known",
  ADD CONSTRAINT "follow_up_status_known"
    CHECK ("status" IN ('queued', 'running', 'awaiting_review', 'completed', 'failed', 'cancelled')),
  DROP CONSTRAINT "follow_up_error_when_failed",
  -- A follow-up that a review has cancelled says so.
  ADD CONSTRAINT "follow_up_error_when_failed" CHECK (
    CASE "status" WHEN 'failed' THEN "error" IS NOT NULL WHEN 'cancelled' THEN true ELSE "error" IS NULL END);

-- The review queue
CREATE INDEX "follow_up_awaiting_review" ON "follow_up" ("organisation_id", "created_at", "id")
  WHERE "status" = 'awaiting_review';

CREATE TABLE "review" (
    "follow_up_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "result" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "approved" JSONB,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reviewer" TEXT,
    "reason" TEXT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("follow_up_id"),
    CONSTRAINT "review_status_known" CHECK ("status" IN ('pending', 'approved', 'rejected', 'expired')),
    CONSTRAINT "review_decided_when_ended" CHECK (("status" = 'pending') = ("decided_at" IS NULL)),
    CONSTRAINT "review_texts_when_approved" CHECK (("status" = 'approved') = ("approved" IS NOT NULL)),
    CONSTRAINT "review_follow_up_id_fkey" FOREIGN KEY ("follow_up_id")
        REFERENCES "follow_up" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "review_pending" ON "review" ("expires_at") WHERE "status" = 'pending';

CREATE TABLE "revision" (
    "follow_up_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "violations" JSONB NOT NULL DEFAULT '[]',
    "override" JSONB,
    "command_id" TEXT,
    "api_key_id" TEXT,
    "reviewer" TEXT,
    "facts_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("follow_up_id", "channel", "number"),
    CONSTRAINT "revision_channel_known" CHECK ("channel" IN ('email', 'whatsapp', 'notification', 'web')),
    CONSTRAINT "revision_number_positive" CHECK ("number" > 0),
    CONSTRAINT "revision_has_one_author" CHECK (("command_id" IS NULL) <> ("api_key_id" IS NULL)),
    CONSTRAINT "revision_follow_up_id_fkey" FOREIGN KEY ("follow_up_id")
        REFERENCES "review" ("follow_up_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A command can also write one message of a review again. `number` counts such commands; the phases have 0.
ALTER TABLE "command"
  ADD COLUMN "number" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "instructions" TEXT,
  ADD CONSTRAINT "command_number_of_revision" CHECK (("number" = 0) = ("channel" IS NULL));
-- suits the version before: it relies on this index only to find rows
DROP INDEX "command_follow_up_id_kind_key";
CREATE UNIQUE INDEX "command_follow_up_id_kind_number_key" ON "command" ("follow_up_id", "kind", "number");
-- Only one at a time for each message
CREATE UNIQUE INDEX "command_revision_open" ON "command" ("follow_up_id", "channel")
  WHERE "channel" IS NOT NULL AND "status" IN ('queued', 'running');

-- A review is stale if its lead has changed. Writing the same values again is no change.
CREATE FUNCTION "keep_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  as_before "lead" := NEW;
BEGIN
  as_before."updated_at" := OLD."updated_at";
  IF as_before IS NOT DISTINCT FROM OLD THEN
    NEW."updated_at" := OLD."updated_at";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "lead_updated_at_when_changed" BEFORE UPDATE ON "lead" FOR EACH ROW EXECUTE FUNCTION "keep_updated_at"();
