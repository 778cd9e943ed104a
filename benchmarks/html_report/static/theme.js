"use strict";
// Runs before the page is drawn, so that a chosen theme does not flash. A file opened from disk may have no storage.
try {
  const theme = localStorage.getItem("benchmark-report-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (refused) {
  // The browser's own theme then.
}
