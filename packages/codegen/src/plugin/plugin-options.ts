/** How runners are built while bundling. */
export interface PluginOptions {
  /**
   * Whether runners and their source maps are also written beside their flows, where editors and `tsc` look for them.
   *
   * @default true
   */
  readonly write?: boolean
}
