-- An opt-out outlives its lead: a lead that was erased and comes back must not be written to. It holds ids alone.
ALTER TABLE "opt_out" DROP CONSTRAINT "opt_out_organisation_id_lead_id_fkey";
ALTER TABLE "opt_out" ADD CONSTRAINT "opt_out_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the retention looks for, and what its deletes take with them
CREATE INDEX "follow_up_finished_at_idx" ON "follow_up"("finished_at");
CREATE INDEX "delivery_event_id_idx" ON "delivery"("event_id");
