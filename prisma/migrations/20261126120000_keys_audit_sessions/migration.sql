-- What restricts an API key
ALTER TABLE "api_key"
    ADD COLUMN "expires_at" TIMESTAMPTZ(3),
    ADD COLUMN "allowed_networks" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "requests_per_minute" INTEGER,
    ADD COLUMN "rotated_from" TEXT;
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_requests_per_minute_check" CHECK ("requests_per_minute" > 0);

-- From where something was done, and what the retention of the audit looks for
ALTER TABLE "audit" ADD COLUMN "address" TEXT;
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- Sign-ins to the queues' pages
CREATE TABLE "operator_session" (
    "id" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "operator_session_access_check" CHECK ("access" IN ('full', 'read'))
);
CREATE INDEX "operator_session_expires_at_idx" ON "operator_session"("expires_at");
