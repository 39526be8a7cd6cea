-- Imports of leads that were sent to the API. The file is stored until its import has ended, so that a worker that dies
-- loses nothing; it holds personal data, so that it is deleted together with that end.
CREATE TABLE "lead_import" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'uploading',
    "dry_run" BOOLEAN NOT NULL,
    "encoding" TEXT,
    "choices" JSONB NOT NULL DEFAULT '[]',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "bytes_read" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    -- Not JSONB, which would lose the order of the file.
    "columns" JSON NOT NULL DEFAULT '{}',
    "ignored_columns" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "warning_count" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "open_claims" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "lead_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "lead_import_status_check" CHECK ("status" IN ('uploading', 'queued', 'running', 'completed', 'failed')),
    CONSTRAINT "lead_import_organisation_id_site_id_fkey" FOREIGN KEY ("organisation_id", "site_id")
        REFERENCES "site" ("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "lead_import_organisation_id_created_at_id_idx"
    ON "lead_import" ("organisation_id", "created_at" DESC, "id" DESC);
CREATE INDEX "lead_import_organisation_id_site_id_idx" ON "lead_import" ("organisation_id", "site_id");
CREATE INDEX "lead_import_finished_at_idx" ON "lead_import" ("finished_at");

-- Those that have not ended, for the sweeper and for the limit on them
CREATE INDEX "lead_import_open_idx" ON "lead_import" ("organisation_id", "checked_at")
    WHERE "status" IN ('uploading', 'queued', 'running');

-- The file, in parts
CREATE TABLE "lead_import_part" (
    "import_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "lead_import_part_pkey" PRIMARY KEY ("import_id", "number"),
    CONSTRAINT "lead_import_part_import_id_fkey" FOREIGN KEY ("import_id")
        REFERENCES "lead_import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- In which line of the file each lead stands: the last one counts. Deleted together with the file.
CREATE TABLE "lead_import_line" (
    "import_id" TEXT NOT NULL,
    "lead_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,

    CONSTRAINT "lead_import_line_pkey" PRIMARY KEY ("import_id", "lead_id"),
    CONSTRAINT "lead_import_line_import_id_fkey" FOREIGN KEY ("import_id")
        REFERENCES "lead_import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
