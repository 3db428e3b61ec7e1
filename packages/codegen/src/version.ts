/** The version of this package, which stands in the header of every emitted module. */
export const generatorVersion = "0.1.0"
