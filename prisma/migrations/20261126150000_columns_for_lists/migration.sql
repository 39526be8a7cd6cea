-- What lists show of the JSON columns. PostgreSQL reads all of a jsonb, which can be a megabyte, to give one field of it.
ALTER TABLE "follow_up"
  ADD COLUMN "lead_name" TEXT GENERATED ALWAYS AS ("facts" #>> '{lead,name}') STORED,
  ADD COLUMN "lead_company" TEXT GENERATED ALWAYS AS ("facts" #>> '{lead,company}') STORED,
  ADD COLUMN "lead_email" TEXT GENERATED ALWAYS AS ("facts" #>> '{lead,email}') STORED,
  ADD COLUMN "lead_phone" TEXT GENERATED ALWAYS AS ("facts" #>> '{lead,phone}') STORED,
  ADD COLUMN "site_name" TEXT GENERATED ALWAYS AS ("facts" #>> '{site,name}') STORED,
  ADD COLUMN "follow_up_interval" TEXT GENERATED ALWAYS AS ("facts" ->> 'follow_up_interval') STORED,
  ADD COLUMN "channels" JSONB GENERATED ALWAYS AS ("plan" -> 'channels') STORED,
  ADD COLUMN "skipped_channels" JSONB
    GENERATED ALWAYS AS (coalesce("result" -> 'skipped_channels', "plan" -> 'skipped_channels')) STORED;
