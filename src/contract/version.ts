/** The version of the API and the package. */
export const apiVersion = '0.1.0';

/** The start of the User-Agent of every webhook. */
export const webhookProduct = 'lead-followup/';
