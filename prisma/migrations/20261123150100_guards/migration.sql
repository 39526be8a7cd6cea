-- What Prisma's schema language cannot say: the values that a column may hold, what must be there at most once, and
-- that a terminal status never changes.

-- Known values
ALTER TABLE "api_key"
  ADD CONSTRAINT "api_key_hash_sha256" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "api_key_scopes_known" CHECK (
    "scopes" <@ ARRAY['follow_ups:write', 'follow_ups:read', 'data:write', 'data:read', 'admin']
    AND cardinality("scopes") > 0),
  ALTER COLUMN "scopes" SET NOT NULL;
ALTER TABLE "channel" ADD CONSTRAINT "channel_kind_known" CHECK ("kind" IN ('email', 'whatsapp'));
ALTER TABLE "agent"
  ADD CONSTRAINT "agent_role_known" CHECK ("role" IN ('Sales/CRM Specialist', 'Content Creator & Copywriter')),
  ADD CONSTRAINT "agent_status_known" CHECK ("status" IN ('active', 'inactive'));
ALTER TABLE "opt_out"
  ADD CONSTRAINT "opt_out_channel_known" CHECK ("channel" IN ('email', 'whatsapp', 'notification', 'web'));
ALTER TABLE "lead" ALTER COLUMN "pain_points" SET NOT NULL;
ALTER TABLE "webhook_endpoint" ALTER COLUMN "events" SET NOT NULL;

-- A status and what belongs to it
ALTER TABLE "follow_up"
  ADD CONSTRAINT "follow_up_status_known" CHECK ("status" IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  ADD CONSTRAINT "follow_up_result_when_completed" CHECK (("status" = 'completed') = ("result" IS NOT NULL)),
  ADD CONSTRAINT "follow_up_error_when_failed" CHECK (("status" = 'failed') = ("error" IS NOT NULL)),
  ADD CONSTRAINT "follow_up_finished_when_terminal"
    CHECK (("status" IN ('completed', 'failed', 'cancelled')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "follow_up_generation_positive" CHECK ("generation" >= 0);
ALTER TABLE "command"
  ADD CONSTRAINT "command_kind_known" CHECK ("kind" IN ('sales', 'copywriter')),
  ADD CONSTRAINT "command_status_known" CHECK ("status" IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  -- A cancelled command may hold an output too: that of a phase which finished late.
  ADD CONSTRAINT "command_output_when_completed" CHECK ("status" <> 'completed' OR "output" IS NOT NULL),
  ADD CONSTRAINT "command_error_when_failed" CHECK (("status" = 'failed') = ("error" IS NOT NULL)),
  ADD CONSTRAINT "command_finished_when_terminal"
    CHECK (("status" IN ('completed', 'failed', 'cancelled')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "command_counts_positive" CHECK ("attempt" >= 0 AND "input_tokens" >= 0 AND "output_tokens" >= 0);
ALTER TABLE "model_call"
  ADD CONSTRAINT "model_call_outcome_known" CHECK ("outcome" IN ('completed', 'failed')),
  ADD CONSTRAINT "model_call_outcome_holds" CHECK (
    CASE "outcome" WHEN 'completed' THEN "output" IS NOT NULL ELSE "error" IS NOT NULL END);
ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_status_known" CHECK ("status" IN ('pending', 'delivered', 'failed')),
  ADD CONSTRAINT "delivery_next_attempt_when_pending" CHECK (("status" = 'pending') = ("next_attempt_at" IS NOT NULL)),
  ADD CONSTRAINT "delivery_finished_when_ended" CHECK (("status" <> 'pending') = ("finished_at" IS NOT NULL));

-- At most once
CREATE UNIQUE INDEX "event_follow_up_ends_once" ON "event" ("follow_up_id")
  WHERE "type" IN ('follow_up.completed', 'follow_up.failed', 'follow_up.cancelled');
CREATE UNIQUE INDEX "event_command_ends_once" ON "event" ("command_id")
  WHERE "type" IN ('command.completed', 'command.failed', 'command.cancelled');
CREATE UNIQUE INDEX "model_call_finished_once" ON "model_call" ("command_id", "step", "channel", "round")
  WHERE "outcome" = 'completed';
CREATE UNIQUE INDEX "delivery_once_per_endpoint" ON "delivery" ("event_id", "endpoint_id") WHERE "endpoint_id" IS NOT NULL;
CREATE UNIQUE INDEX "delivery_once_per_callback" ON "delivery" ("event_id") WHERE "endpoint_id" IS NULL;

-- What the sweeper looks for
CREATE INDEX "follow_up_unfinished" ON "follow_up" ("checked_at") WHERE "status" IN ('queued', 'running');
CREATE INDEX "delivery_due" ON "delivery" ("next_attempt_at") WHERE "status" = 'pending';

-- A terminal status never changes, whoever writes.
CREATE FUNCTION "refuse_leaving_terminal_status"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % is % and stays so', TG_TABLE_NAME, OLD."id", OLD."status" USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "follow_up_terminal_status_is_final" BEFORE UPDATE OF "status" ON "follow_up" FOR EACH ROW
  WHEN (OLD."status" IN ('completed', 'failed', 'cancelled') AND NEW."status" IS DISTINCT FROM OLD."status")
  EXECUTE FUNCTION "refuse_leaving_terminal_status"();
CREATE TRIGGER "command_terminal_status_is_final" BEFORE UPDATE OF "status" ON "command" FOR EACH ROW
  WHEN (OLD."status" IN ('completed', 'failed', 'cancelled') AND NEW."status" IS DISTINCT FROM OLD."status")
  EXECUTE FUNCTION "refuse_leaving_terminal_status"();
