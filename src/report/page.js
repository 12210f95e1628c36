// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system has it: the one thing of the page that needs a script.
const button = document.getElementById('theme');
const names = ['as the system', 'light', 'dark'];
let chosen = 0;
button.hidden = false;
button.addEventListener('click', () => {
  chosen = (chosen + 1) % names.length;
  if (chosen === 0) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = names[chosen];
  button.textContent = `Colours: ${names[chosen]}`;
});
