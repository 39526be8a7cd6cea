-- Addresses that are not written to, whichever lead has them. Only keyed hashes are stored, which outlive erasure.
CREATE TABLE "suppression_key" (
    "id" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,

    CONSTRAINT "suppression_key_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "suppression_key_id_fkey" FOREIGN KEY ("id")
        REFERENCES "organisation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "suppression" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "suppression_channel_known" CHECK ("channel" IN ('email', 'whatsapp')),
    CONSTRAINT "suppression_organisation_id_fkey" FOREIGN KEY ("organisation_id")
        REFERENCES "organisation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "suppression_organisation_id_hash_key" ON "suppression" ("organisation_id", "hash");
CREATE INDEX "suppression_organisation_id_created_at_id_idx"
    ON "suppression" ("organisation_id", "created_at" DESC, "id" DESC);

-- The hashes of the addresses that a follow-up is written for, by channel. Publishing looks them up.
ALTER TABLE "follow_up" ADD COLUMN "addresses" JSONB;
