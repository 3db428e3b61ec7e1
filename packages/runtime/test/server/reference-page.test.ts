import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { serving } from "./serving.ts"

it("shows a browser what can be asked, on a page that needs nothing from anywhere else", async () => {
  await using served = await serving(memoryStore())
  const first = await fetch(new URL("/", served.server.url), { redirect: "manual" })
  expect([first.status, first.headers.get("location")]).toEqual([302, "/docs"])
  const page = await fetch(new URL("/", served.server.url))
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html"])
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'")
  const html = await page.text()
  expect(html).toContain("completeTask")
  expect(html).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="?https?:/)
  expect((await fetch(new URL("/docs", served.server.url), { method: "POST" })).status).toBe(404)
})
