/** Of the API and of the package. */
export const apiVersion = '0.1.0';

/** What the User-Agent of every webhook begins with. */
export const webhookProduct = 'lead-followup/';
