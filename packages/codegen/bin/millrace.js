#!/usr/bin/env node
import "@millrace/codegen/command"
