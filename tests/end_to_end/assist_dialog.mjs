// Talks to the Assist dialog as a user does. Arguments: a JSON file with {base, username, password, chromium, screenshots,
// sentences: [...]}. Prints {"replies": [...]}, one reply a sentence, and leaves a picture of the dialog for each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const task = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const PATIENCE = 30_000;

const browser = await chromium.launch({
  executablePath: task.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
page.setDefaultTimeout(PATIENCE);
// What the page shows must come from this machine.
await page.route("**/*", (route) =>
  new URL(route.request().url()).hostname === "127.0.0.1" ? route.continue() : route.abort(),
);

/** The answer's own words: tool calls, shown above it on demand, come before them; an error has no Markdown. */
async function shown(answer) {
  const words = answer.locator("ha-markdown-element");
  return ((await words.count()) ? await words.last().innerText() : await answer.innerText()).trim();
}

try {
  await page.goto(task.base);
  await page.fill('input[name="username"]', task.username);
  await page.fill('input[name="password"]', task.password);
  await page.keyboard.press("Enter");
  await page.waitForSelector("home-assistant-main");

  await page.getByRole("button", { name: /^Assist/ }).click();
  const input = page.locator("ha-assist-chat input");
  await input.waitFor();
  const answers = page.locator("ha-assist-chat .message-container.hass .message");
  // The dialog begins with a greeting, which must not be taken for an answer.
  await answers.first().waitFor();

  const replies = [];
  for (const [number, sentence] of task.sentences.entries()) {
    const before = await answers.count();
    await input.fill(sentence);
    await input.press("Enter");
    const answer = answers.nth(before);
    await answer.waitFor();
    // While the answer is awaited or streamed it is empty or ends in an ellipsis; it is there once it stays the same.
    let text = "";
    for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(300)) {
      const now = await shown(answer);
      if (now && now === text && !/(…|\.\.\.)$/.test(now)) break;
      text = now;
    }
    await page.screenshot({ path: join(task.screenshots, `assist_${number + 1}.png`) });
    replies.push(text);
  }
  console.log(JSON.stringify({ replies }));
} catch (error) {
  await page.screenshot({ path: join(task.screenshots, "failed.png") });
  throw error;
} finally {
  await browser.close();
}
