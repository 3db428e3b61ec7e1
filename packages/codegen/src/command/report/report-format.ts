/** How diagnostics are written: frames for people, or a format for machines. */
export type ReportFormat = "pretty" | "json" | "github" | "sarif"

/** Every format. */
export const reportFormats: ReadonlyArray<ReportFormat> = ["pretty", "json", "github", "sarif"]

/** Says whether this is the name of a format. */
export function isReportFormat(name: string): name is ReportFormat {
  return reportFormats.some((format) => format === name)
}
