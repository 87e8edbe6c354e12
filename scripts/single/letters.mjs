// Letters that mean nothing to HTML, 85 of them: a sixteenth shorter than base64, which the browser reads by itself.
export const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?()[]{}@%$#_~,";
