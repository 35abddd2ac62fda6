/** The inbox shows the hours of Paris, where the demonstration takes place. */
export const TIME_ZONE = "Europe/Paris";
