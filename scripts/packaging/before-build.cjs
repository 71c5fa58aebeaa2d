// The engine's packages are staged beside the archive (stage.ts), none belongs into it: told so,
// electron-builder looks for none.
exports.default = async () => false;
