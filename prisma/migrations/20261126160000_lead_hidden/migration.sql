-- Made by a key that may not see leads: the callback of such a follow-up is not told of the lead either.
ALTER TABLE "follow_up" ADD COLUMN "lead_hidden" BOOLEAN NOT NULL DEFAULT false;
