-- A lead that is not stored is found by the keyed hash of the email address in its enrollment.
ALTER TABLE "enrollment" ADD COLUMN "email_hash" TEXT;
CREATE INDEX "enrollment_email_hash" ON "enrollment" ("organisation_id", "email_hash") WHERE "email_hash" IS NOT NULL;
