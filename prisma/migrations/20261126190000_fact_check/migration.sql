-- How strictly a site wants what is written checked against its facts; null: as the setting says
ALTER TABLE "site" ADD COLUMN "fact_check" TEXT
    CONSTRAINT "site_fact_check" CHECK ("fact_check" IN ('off', 'warn', 'enforce'));
