// The browser build of sql.js has the types of sql.js itself; its package names them only there.
declare module 'sql.js/dist/sql-wasm-browser.js' {
  import initSqlJs from 'sql.js'

  export default initSqlJs
}
