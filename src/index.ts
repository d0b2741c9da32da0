// babel-plugin-switchyard: the plugin is the default export.

export { default, type SwitchyardMetadata } from "./plugin.js";
