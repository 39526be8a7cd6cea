-- Sequences: several follow-ups for one lead that stop when they should.
ALTER TABLE "site" ADD COLUMN "country" TEXT, ADD COLUMN "holidays" JSONB;
ALTER TABLE "lead" ADD COLUMN "timezone" TEXT;

CREATE TABLE "sequence" (
    "organisation_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "steps" JSONB NOT NULL,
    "window" JSONB,
    "stop_on" TEXT[] NOT NULL,
    "daily_limit" INTEGER,
    "exclusive" BOOLEAN NOT NULL DEFAULT true,
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sequence_pkey" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "sequence_status_known" CHECK ("status" IN ('active', 'paused')),
    CONSTRAINT "sequence_organisation_id_site_id_fkey" FOREIGN KEY ("organisation_id", "site_id")
        REFERENCES "site" ("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "sequence_organisation_id_site_id_created_at_id_idx"
    ON "sequence" ("organisation_id", "site_id", "created_at" DESC, "id" DESC);

-- How many steps of a sequence have started on a day of its site, for its daily limit.
CREATE TABLE "sequence_day" (
    "organisation_id" TEXT NOT NULL,
    "sequence_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "started" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "sequence_day_pkey" PRIMARY KEY ("organisation_id", "sequence_id", "day"),
    CONSTRAINT "sequence_day_organisation_id_sequence_id_fkey" FOREIGN KEY ("organisation_id", "sequence_id")
        REFERENCES "sequence" ("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "enrollment" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "sequence_id" UUID,
    "lead_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "definition" JSONB,
    "request" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "callback_url" TEXT,
    "lead_hidden" BOOLEAN NOT NULL DEFAULT false,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "done" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "follow_up_id" TEXT,
    "step_key" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "base_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),
    "next_step_at" TIMESTAMPTZ(3),
    "waiting" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "stopped_by" TEXT,
    "interaction_id" TEXT,
    "error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "enrollment_status_known" CHECK ("status" IN ('active', 'paused', 'finished', 'stopped', 'failed')),
    CONSTRAINT "enrollment_has_steps" CHECK (("sequence_id" IS NULL) <> ("definition" IS NULL)),
    CONSTRAINT "enrollment_finished_when_ended"
        CHECK (("status" IN ('finished', 'stopped', 'failed')) = ("finished_at" IS NOT NULL)),
    CONSTRAINT "enrollment_waiting_known" CHECK ("waiting" IN ('wait', 'window', 'daily_limit', 'out_of_office')),
    CONSTRAINT "enrollment_organisation_id_site_id_fkey" FOREIGN KEY ("organisation_id", "site_id")
        REFERENCES "site" ("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "enrollment_organisation_id_sequence_id_fkey" FOREIGN KEY ("organisation_id", "sequence_id")
        REFERENCES "sequence" ("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "enrollment_organisation_id_created_at_id_idx"
    ON "enrollment" ("organisation_id", "created_at" DESC, "id" DESC);
CREATE INDEX "enrollment_organisation_id_lead_id_idx" ON "enrollment" ("organisation_id", "lead_id");
CREATE INDEX "enrollment_organisation_id_sequence_id_idx" ON "enrollment" ("organisation_id", "sequence_id");
CREATE INDEX "enrollment_finished_at_idx" ON "enrollment" ("finished_at");
-- What is due, oldest first
CREATE INDEX "enrollment_due" ON "enrollment" ("next_step_at")
  WHERE "status" = 'active' AND "next_step_at" IS NOT NULL;
-- A lead runs through a sequence once at a time.
CREATE UNIQUE INDEX "enrollment_once_per_lead" ON "enrollment" ("organisation_id", "sequence_id", "lead_id")
  WHERE "status" IN ('active', 'paused') AND "sequence_id" IS NOT NULL;

-- Each step is written once, whatever crashes. A retry is another follow-up.
ALTER TABLE "follow_up" ADD COLUMN "enrollment_id" TEXT, ADD COLUMN "step_key" TEXT;
CREATE UNIQUE INDEX "follow_up_once_per_step" ON "follow_up" ("enrollment_id", "step_key")
  WHERE "enrollment_id" IS NOT NULL AND "retry_of" IS NULL;
CREATE INDEX "follow_up_of_enrollment" ON "follow_up" ("enrollment_id") WHERE "enrollment_id" IS NOT NULL;

-- The end of a step makes its enrollment due at once, whatever ended it. Follow-ups are always locked before enrollments.
CREATE FUNCTION "wake_enrollment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "enrollment" SET "next_step_at" = now(), "claimed_until" = NULL
  WHERE "id" = NEW."enrollment_id" AND "follow_up_id" = NEW."id" AND "status" = 'active';
  RETURN NULL;
END $$;
CREATE TRIGGER "follow_up_wakes_enrollment" AFTER UPDATE OF "status" ON "follow_up" FOR EACH ROW
  WHEN (NEW."enrollment_id" IS NOT NULL AND OLD."finished_at" IS NULL AND NEW."finished_at" IS NOT NULL)
  EXECUTE FUNCTION "wake_enrollment"();

-- Events of an enrollment belong to no follow-up.
ALTER TABLE "event" ALTER COLUMN "follow_up_id" DROP NOT NULL;
ALTER TABLE "event"
  ADD COLUMN "enrollment_id" TEXT,
  ADD CONSTRAINT "event_enrollment_id_fkey" FOREIGN KEY ("enrollment_id")
    REFERENCES "enrollment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "event_has_subject" CHECK (("follow_up_id" IS NULL) <> ("enrollment_id" IS NULL));
CREATE INDEX "event_enrollment_id_idx" ON "event" ("enrollment_id") WHERE "enrollment_id" IS NOT NULL;

-- Events that other systems report, each once.
ALTER TABLE "interaction" ADD COLUMN "source" TEXT, ADD COLUMN "external_id" TEXT;
ALTER TABLE "interaction" ADD COLUMN "direction" TEXT, ADD COLUMN "until" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "interaction_once_per_event" ON "interaction" ("organisation_id", "source", "external_id", "lead_id")
  WHERE "external_id" IS NOT NULL;
-- Systems that report events know the address of a lead, not its id.
CREATE INDEX "lead_email" ON "lead" ("organisation_id", lower("email"));
