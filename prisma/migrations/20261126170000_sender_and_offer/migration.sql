-- Who signs a message, and what a site offers
ALTER TABLE "agent"
    ADD COLUMN "title" TEXT,
    ADD COLUMN "email" TEXT,
    ADD COLUMN "phone" TEXT,
    ADD COLUMN "signature" TEXT;
ALTER TABLE "site" ADD COLUMN "offer" JSONB;
